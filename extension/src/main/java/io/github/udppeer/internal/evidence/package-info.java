/**
 * What a failed test leaves as files: the page with its diagram, and the capture file. It is given
 * plain values; it knows no peer and decides nothing about failures.
 */
@NullMarked
package io.github.udppeer.internal.evidence;

import org.jspecify.annotations.NullMarked;
