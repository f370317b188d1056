package io.weir.e2e.chaos;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.CompositeKeySerializationUtils;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.SavepointKeyedStateHandle;
import org.apache.flink.runtime.state.StateSerializerProvider;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot;
import org.apache.flink.runtime.state.restore.FullSnapshotRestoreOperation;
import org.apache.flink.runtime.state.restore.KeyGroup;
import org.apache.flink.runtime.state.restore.KeyGroupEntry;
import org.apache.flink.runtime.state.restore.SavepointRestoreResult;
import org.apache.flink.runtime.state.restore.ThrowingIterator;

/** Which keys have state, and timers, in a savepoint in Flink's canonical format. All keys are text. */
final class SavepointState {
    private SavepointState() {}

    /** Keys by operator and state, {@code uid/state}; a key stands there once for each entry that it has. */
    static Map<String, List<String>> keys(Path savepoint) throws Exception {
        Map<String, List<String>> keys = new TreeMap<>();
        ClassLoader classes = SavepointState.class.getClassLoader();
        try (DataInputStream in = new DataInputStream(Files.newInputStream(savepoint.resolve("_metadata")))) {
            for (OperatorState operator : Checkpoints.loadCheckpointMetadata(
                            in, classes, savepoint.toUri().toString())
                    .getOperatorStates()) {
                String name = operator.getOperatorUid()
                        .orElse(operator.getOperatorID().toString());
                for (OperatorSubtaskState task : operator.getStates()) {
                    for (KeyedStateHandle handle : task.getManagedKeyedState()) {
                        int prefix = CompositeKeySerializationUtils.computeRequiredBytesInKeyGroupPrefix(
                                operator.getMaxParallelism());
                        read(name, handle, prefix, keys);
                    }
                }
            }
        }
        return keys;
    }

    private static void read(String operator, KeyedStateHandle handle, int prefix, Map<String, List<String>> keys)
            throws Exception {
        if (!(handle instanceof SavepointKeyedStateHandle)) {
            throw new IOException("not in the canonical format: " + handle.getClass());
        }
        FullSnapshotRestoreOperation<String> operation = new FullSnapshotRestoreOperation<>(
                handle.getKeyGroupRange(),
                SavepointState.class.getClassLoader(),
                List.of(handle),
                StateSerializerProvider.fromNewRegisteredSerializer(StringSerializer.INSTANCE));
        try (ThrowingIterator<SavepointRestoreResult> results = operation.restore()) {
            while (results.hasNext()) {
                SavepointRestoreResult result = results.next();
                try (ThrowingIterator<KeyGroup> groups = result.getRestoredKeyGroups()) {
                    while (groups.hasNext()) {
                        read(operator, groups.next(), result.getStateMetaInfoSnapshots(), prefix, keys);
                    }
                }
            }
        }
    }

    private static void read(
            String operator,
            KeyGroup group,
            List<StateMetaInfoSnapshot> states,
            int prefix,
            Map<String, List<String>> keys)
            throws Exception {
        try (ThrowingIterator<KeyGroupEntry> entries = group.getKeyGroupEntries()) {
            while (entries.hasNext()) {
                KeyGroupEntry entry = entries.next();
                StateMetaInfoSnapshot state = states.get(entry.getKvStateId());
                boolean timer = state.getBackendStateType() == StateMetaInfoSnapshot.BackendStateType.PRIORITY_QUEUE;
                DataInputDeserializer in = new DataInputDeserializer(entry.getKey());
                in.skipBytesToRead(timer ? prefix + Long.BYTES : prefix);
                String key = CompositeKeySerializationUtils.readKey(StringSerializer.INSTANCE, in, false);
                keys.computeIfAbsent(operator + "/" + state.getName(), each -> new ArrayList<>())
                        .add(key);
            }
        }
    }
}
