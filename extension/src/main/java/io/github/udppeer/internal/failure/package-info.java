/**
 * What a failed assertion says, and why: the view of its moment, the text, the likely causes.
 * Nothing here is made while a test passes, and nothing here decides whether one does.
 */
@NullMarked
package io.github.udppeer.internal.failure;

import org.jspecify.annotations.NullMarked;
