/**
 * What peers do by themselves: rules, conversations and the replies that they send. Functions of
 * the test run in workers only, never in the loop. No assertion lives here.
 */
@NullMarked
package io.github.udppeer.internal.script;

import org.jspecify.annotations.NullMarked;
