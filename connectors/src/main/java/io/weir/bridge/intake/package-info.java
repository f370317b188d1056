/**
 * What each monitoring system sends, made into alerts. Pure: bytes and a receive instant in, alerts and rejected pieces
 * out.
 */
package io.weir.bridge.intake;
