package io.weir.core.scope;

import java.util.Map;

/**
 * How alerts of one name used to come and go in a scope. Counts decay exponentially; times are milliseconds of pipeline
 * time.
 *
 * @param firstAt its first start
 * @param lastAt its newest start
 * @param starts how often it started
 * @param window its own starts within the last seconds
 * @param medium its own starts within the last minutes
 * @param lasting its own starts within the last hours
 * @param company sum of the other starts seen around each of its own
 * @param companySquared sum of their squares
 * @param weight number of its own starts behind these two sums
 * @param longestMs how long its longest episode lasted, decayed; 0 when none ended yet
 * @param alerts how often each alert of this name started; bounded, what came last is counted
 */
public record NameHabit(
        long firstAt,
        long lastAt,
        long starts,
        double window,
        double medium,
        double lasting,
        double company,
        double companySquared,
        double weight,
        double longestMs,
        Map<String, Integer> alerts) {}
