/**
 * A faulty network between code under test and its server: {@link
 * io.github.udppeer.link.DatagramLink} relays datagrams, and loses, repeats, delays, reorders and
 * changes them as its rules say, the same way in each run.
 */
@NullMarked
package io.github.udppeer.link;

import org.jspecify.annotations.NullMarked;
