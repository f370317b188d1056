package io.weir.broker;

import java.nio.file.Path;
import java.util.Properties;

/** The Kafka configuration of a single node that is broker and controller at once. */
final class NodeSettings {
    private static final int NODE_ID = 1;

    private NodeSettings() {}

    static Properties of(Path logFolder, int port, int controllerPort) {
        Properties p = new Properties();
        p.put("process.roles", "broker,controller");
        p.put("node.id", String.valueOf(NODE_ID));
        p.put("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        p.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        p.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        p.put("inter.broker.listener.name", "PLAINTEXT");
        p.put("controller.listener.names", "CONTROLLER");
        // voters come from here at each start, so the controller's port may change between starts
        p.put("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
        p.put("log.dirs", logFolder.toString());

        p.put("default.replication.factor", "1");
        p.put("min.insync.replicas", "1");
        p.put("offsets.topic.replication.factor", "1");
        p.put("offsets.topic.num.partitions", "1");
        p.put("transaction.state.log.replication.factor", "1");
        p.put("transaction.state.log.min.isr", "1");
        p.put("transaction.state.log.num.partitions", "1");
        p.put("share.coordinator.state.topic.replication.factor", "1");
        p.put("share.coordinator.state.topic.min.isr", "1");
        p.put("share.coordinator.state.topic.num.partitions", "1");

        p.put("group.initial.rebalance.delay.ms", "0");
        // results of a job that was killed must outlive a night without it
        p.put("transaction.max.timeout.ms", String.valueOf(EmbeddedBroker.MAX_TRANSACTION_MS));
        p.put("message.max.bytes", String.valueOf(EmbeddedBroker.MAX_MESSAGE_BYTES));
        p.put("auto.create.topics.enable", "false");

        // quick start, also after a kill: the controller lets the node register again once its last life timed out
        p.put("broker.heartbeat.interval.ms", "500");
        p.put("broker.session.timeout.ms", "3000");
        p.put("controller.quorum.election.timeout.ms", "200");
        p.put("controller.quorum.election.backoff.max.ms", "200");
        p.put("num.recovery.threads.per.data.dir", "2");
        p.put("num.network.threads", "2");
        p.put("num.io.threads", "4");
        p.put("background.threads", "2");
        // ten megabytes of index per segment and partition are for bigger logs than one node's
        p.put("log.index.size.max.bytes", String.valueOf(1 << 20));
        return p;
    }
}
