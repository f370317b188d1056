package io.weir.loops;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs loops, each in a JVM of its own, and prints a line of JSON for each as soon as it is known:
 * {@code {"name":"loop.parse","nanos":1234.5,"error":10.2}}, nanoseconds per operation with half of the 99.9 % interval.
 */
public final class LoopsMain {
    private static final Map<String, String> LOOPS = loops();
    private static final TimeValue LONG = TimeValue.seconds(2);
    private static final TimeValue SHORT = TimeValue.milliseconds(200);
    private static final int ITERATIONS = 5;

    private LoopsMain() {}

    private static Map<String, String> loops() {
        Map<String, String> loops = new LinkedHashMap<>();
        loops.put("loop.normalise", method(NormaliseLoop.class, "read"));
        loops.put("loop.match.rules.5000", method(RulesLoop.class, "find"));
        loops.put("loop.match.downtimes.100000", method(DowntimesLoop.class, "ask"));
        loops.put("loop.machine.track", method(TrackLoop.class, "follow"));
        loops.put("loop.machine.scope", method(ScopeLoop.class, "take"));
        loops.put("loop.serialise", method(WireLoop.class, "serialise"));
        loops.put("loop.parse", method(WireLoop.class, "parse"));
        return loops;
    }

    private static String method(Class<?> loop, String name) {
        return loop.getName() + "." + name;
    }

    /**
     * {@code args}: {@code quick} for short iterations or {@code full}, a file for JMH's own words, and names of loops;
     * none means all.
     */
    public static void main(String[] args) throws RunnerException {
        PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        boolean quick = args[0].equals("quick");
        Collection<String> wanted = args.length > 2 ? Arrays.asList(args).subList(2, args.length) : LOOPS.keySet();
        // several runs beside one another are the caller's business
        System.setProperty("jmh.ignoreLock", "true");
        for (String name : wanted) {
            String method = LOOPS.get(name);
            if (method == null) {
                throw new IllegalArgumentException("there is no loop " + name + ", but " + LOOPS.keySet());
            }
            answers.println(run(name, method, args[1], quick));
        }
    }

    private static String run(String name, String method, String words, boolean quick) throws RunnerException {
        TimeValue time = quick ? SHORT : LONG;
        OptionsBuilder options = new OptionsBuilder();
        options.include("^" + Pattern.quote(method) + "$")
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(1)
                .warmupIterations(ITERATIONS)
                .warmupTime(time)
                .measurementIterations(ITERATIONS)
                .measurementTime(time)
                .shouldFailOnError(true)
                .output(words);
        RunResult run = new Runner(options.build()).runSingle();
        Result<?> result = run.getPrimaryResult();
        double error = Double.isNaN(result.getScoreError()) ? 0 : result.getScoreError();
        return "{\"name\":\"" + name + "\",\"nanos\":" + result.getScore() + ",\"error\":" + error + "}";
    }
}
