package io.weir.core.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.directives.DirectiveBook;
import io.weir.core.directives.DowntimeWindow;
import io.weir.core.sample.Books;
import io.weir.core.scenario.Order;
import io.weir.schema.Directive;
import io.weir.schema.Downtime;
import io.weir.schema.Matcher;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Laws of what is in force when, asked at the edges of everything that was said. */
class DirectiveLawsTest {
    private static final List<Map<String, String>> ALERTS =
            IntStream.range(0, 6).mapToObj(Stories::labels).toList();

    @Provide
    Arbitrary<Story> stories() {
        return Stories.any();
    }

    private static DirectiveBook book(List<Order> orders) {
        return new Story(List.of(), orders).directives();
    }

    /** Every instant at which an answer may change, and those before and after. */
    private static List<Long> edges(List<Order> orders) {
        return orders.stream()
                .flatMapToLong(order -> {
                    Downtime downtime = order.directive().downtime();
                    long effective = order.at() + Story.LEAD_MS;
                    return downtime == null
                            ? LongStream.of(effective)
                            : LongStream.of(effective, downtime.from(), downtime.to());
                })
                .flatMap(at -> LongStream.of(at - 1, at, at + 1))
                .boxed()
                .toList();
    }

    private static List<String> answers(DirectiveBook book, List<Long> times) {
        List<String> answers = new ArrayList<>();
        for (long at : times) {
            for (String tenant : List.of(Books.TENANT, "initech")) {
                answers.add(book.rulesAt(tenant, at).version());
                ALERTS.forEach(labels -> answers.add(Objects.toString(book.downtimeAt(tenant, labels, at))));
            }
        }
        return answers;
    }

    @Property(seed = Seeds.OF_BUILDS)
    void theOrderOfApplyingMakesNoDifference(@ForAll("stories") Story story, @ForAll Random random) {
        List<Order> shuffled = new ArrayList<>(story.orders());
        Collections.shuffle(shuffled, random);
        List<Long> times = edges(story.orders());
        assertThat(answers(book(shuffled), times)).isEqualTo(answers(book(story.orders()), times));
    }

    @Property(seed = Seeds.OF_BUILDS)
    void applyingTwiceMakesNoDifference(@ForAll("stories") Story story) {
        List<Order> twice = new ArrayList<>(story.orders());
        twice.addAll(story.orders());
        List<Long> times = edges(story.orders());
        assertThat(answers(book(twice), times)).isEqualTo(answers(book(story.orders()), times));
    }

    @Property(seed = Seeds.OF_BUILDS)
    void forgettingMakesNoDifferenceFromThenOn(@ForAll("stories") Story story, @ForAll Random random) {
        List<Long> times = new ArrayList<>(edges(story.orders()));
        Collections.shuffle(times, random);
        DirectiveBook forgetful = book(story.orders());
        long forgotten = Long.MIN_VALUE;
        for (long before : times.subList(0, Math.min(3, times.size()))) {
            forgetful.forget(before);
            forgotten = Math.max(forgotten, before);
            long from = forgotten;
            List<Long> later = times.stream().filter(at -> at >= from).toList();
            assertThat(answers(forgetful, later)).isEqualTo(answers(book(story.orders()), later));
        }
    }

    @Property(seed = Seeds.OF_BUILDS)
    void theIndexFindsWhatASearchThroughAllFinds(@ForAll("stories") Story story) {
        DirectiveBook book = book(story.orders());
        for (long at : edges(story.orders())) {
            for (String tenant : List.of(Books.TENANT, "initech")) {
                for (Map<String, String> labels : ALERTS) {
                    Downtime expected = search(story.orders(), tenant, labels, at);
                    DowntimeWindow found = book.downtimeAt(tenant, labels, at);
                    assertThat(found == null ? null : found.downtime()).isEqualTo(expected);
                }
            }
        }
    }

    /** Of each downtime the newest revision in force; of those that hold the one that ends last, then the first id. */
    private static Downtime search(List<Order> orders, String tenant, Map<String, String> labels, long at) {
        List<Order> inForce = orders.stream()
                .filter(order -> order.directive().kind() == Directive.Kind.DOWNTIME)
                .filter(order -> order.directive().tenant().equals(tenant))
                .filter(order -> order.at() + Story.LEAD_MS <= at)
                .toList();
        return inForce.stream()
                .filter(order -> inForce.stream().noneMatch(other -> replaces(other, order)))
                .map(order -> order.directive().downtime())
                .filter(downtime -> downtime.status() == Downtime.Status.ACTIVE)
                .filter(downtime -> downtime.from() <= at && at < downtime.to())
                .filter(downtime -> downtime.matchers().stream()
                        .allMatch(matcher -> Matcher.parse(matcher).matches(labels)))
                .min(Comparator.comparing(Downtime::to).reversed().thenComparing(Downtime::id))
                .orElse(null);
    }

    private static boolean replaces(Order other, Order order) {
        Downtime one = order.directive().downtime();
        Downtime two = other.directive().downtime();
        if (!one.id().equals(two.id())) {
            return false;
        }
        if (one.revision() != two.revision()) {
            return two.revision() > one.revision();
        }
        int byTime = Long.compare(other.at(), order.at());
        return byTime < 0 || (byTime == 0 && two.toString().compareTo(one.toString()) < 0);
    }
}
