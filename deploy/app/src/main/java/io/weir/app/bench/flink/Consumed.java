package io.weir.app.bench.flink;

import java.lang.management.ManagementFactory;
import java.util.Set;
import javax.management.AttributeNotFoundException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/**
 * How much of the alerts' topic the consumers of this JVM have read: Kafka's own metric {@code records-consumed-total},
 * so that a job can be watched without being changed.
 */
final class Consumed {
    private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    private final ObjectName pattern;

    Consumed(String topic) {
        try {
            // Kafka's names of metrics have underscores where the topic has dots
            pattern = new ObjectName(
                    "kafka.consumer:type=consumer-fetch-manager-metrics,client-id=*,topic=" + topic.replace('.', '_'));
        } catch (MalformedObjectNameException e) {
            throw new IllegalArgumentException(topic, e);
        }
    }

    /** Records that consumers that still are there have read. */
    long records() {
        long sum = 0;
        Set<ObjectName> names = beans.queryNames(pattern, null);
        for (ObjectName name : names) {
            try {
                sum += ((Number) beans.getAttribute(name, "records-consumed-total")).longValue();
            } catch (InstanceNotFoundException | AttributeNotFoundException e) {
                // not there yet, or no more
            } catch (JMException e) {
                throw new IllegalStateException(name.toString(), e);
            }
        }
        return sum;
    }
}
