/**
 * Ports for code under test that binds by itself: {@link io.github.udppeer.ports.UdpPorts} reserves
 * free ones and waits until a server has bound. No peer lives here.
 */
@NullMarked
package io.github.udppeer.ports;

import org.jspecify.annotations.NullMarked;
