/** What a failure shows: bytes, differences, the timeline, and the kernel's own figures. */
@NullMarked
package io.github.udppeer.report;

import org.jspecify.annotations.NullMarked;
