package io.github.udppeer.samples.docs;

import io.github.udppeer.jupiter.UdpPeer;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

// region composed-annotation
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@UdpPeer(receiveCapacity = 1024, strict = true)
@interface SyslogAgent {}
// endregion
