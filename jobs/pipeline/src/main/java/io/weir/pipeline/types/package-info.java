/**
 * Serializers for what flows and is kept once per alert. Everything seldom stays with Flink's own serializers for records
 * and state classes, which can grow; these here carry a version and know how to read the ones before.
 */
package io.weir.pipeline.types;
