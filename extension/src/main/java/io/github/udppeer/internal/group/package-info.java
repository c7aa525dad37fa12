/**
 * Who is open together: the group of a test, of a class or of a run, what is verified at the end of
 * a test, and what a report gathers. Groups make peers; they know no face and no test framework.
 */
@NullMarked
package io.github.udppeer.internal.group;

import org.jspecify.annotations.NullMarked;
