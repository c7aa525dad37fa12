/**
 * What happened to the sockets of a test, on one clock: lifelines of peers, traces of links, and
 * the timeline that messages end with. Nothing here knows why something was to happen.
 */
@NullMarked
package io.github.udppeer.internal.timeline;

import org.jspecify.annotations.NullMarked;
