package io.weir.pipeline.correlate;

import io.weir.core.scope.NameHabit;
import io.weir.pipeline.types.Compact;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Habits as they lie in the journal of a scope, each with a version in front. */
final class HabitFormat {
    private static final int VERSION = 1;

    private HabitFormat() {}

    static void write(NameHabit habit, DataOutputView out) throws IOException {
        out.writeByte(VERSION);
        Compact.writeNumber(habit.firstAt(), out);
        Compact.writeNumber(habit.lastAt() - habit.firstAt(), out);
        Compact.writeNumber(habit.starts(), out);
        out.writeDouble(habit.window());
        out.writeDouble(habit.medium());
        out.writeDouble(habit.lasting());
        out.writeDouble(habit.company());
        out.writeDouble(habit.companySquared());
        out.writeDouble(habit.weight());
        out.writeDouble(habit.longestMs());
        Compact.writeNumber(habit.alerts().size(), out);
        for (Map.Entry<String, Integer> alert : habit.alerts().entrySet()) {
            Compact.writeText(alert.getKey(), out);
            Compact.writeNumber(alert.getValue(), out);
        }
    }

    static NameHabit read(DataInputView in) throws IOException {
        int version = in.readByte();
        if (version != VERSION) {
            throw new IOException("a habit of an unknown version: " + version);
        }
        long firstAt = Compact.readNumber(in);
        return new NameHabit(
                firstAt,
                firstAt + Compact.readNumber(in),
                Compact.readNumber(in),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                readAlerts(in));
    }

    private static Map<String, Integer> readAlerts(DataInputView in) throws IOException {
        int size = Math.toIntExact(Compact.readNumber(in));
        Map<String, Integer> alerts = new HashMap<>(Math.max(4, size * 4 / 3 + 1));
        for (int i = 0; i < size; i++) {
            alerts.put(Compact.readText(in), Math.toIntExact(Compact.readNumber(in)));
        }
        return alerts;
    }
}
