package dev.promptmeter.simulator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the first rule that holds; exact texts by hash, so that 100,000 of them cost no more than one. */
final class RuleIndex {

    private final Rule[] rules;
    private final int[] scanned;
    private final Set<Target> exactTargets = EnumSet.noneOf(Target.class);
    // Open addressing: heads[slot] is a rule number + 1; next chains rules with the same slot in file order.
    private final int[] heads;
    private final int[] next;

    RuleIndex(List<Rule> list) {
        rules = list.toArray(new Rule[0]);
        heads = new int[Math.max(16, Integer.highestOneBit(Math.max(1, rules.length)) * 2)];
        next = new int[rules.length];
        List<Integer> others = new ArrayList<>();
        for (int i = rules.length - 1; i >= 0; i--) {
            if (rules[i].match().isExact()) {
                exactTargets.add(rules[i].target());
                int slot = slot(rules[i].target(), rules[i].match().text());
                next[i] = heads[slot];
                heads[slot] = i + 1;
            } else {
                others.add(i);
            }
        }
        Collections.reverse(others);
        scanned = others.stream().mapToInt(Integer::intValue).toArray();
    }

    private int slot(Target target, String text) {
        int hash = text.hashCode() * 31 + target.ordinal();
        hash *= 0x9e3779b9;
        return (hash ^ hash >>> 15) & heads.length - 1;
    }

    @Nullable
    Rule find(ChatRequest request, long attempt) {
        int first = firstExact(request, attempt);
        for (int candidate : scanned) {
            if (candidate > first) {
                break;
            }
            if (holds(rules[candidate], request, attempt)) {
                return rules[candidate];
            }
        }
        return first == Integer.MAX_VALUE ? null : rules[first];
    }

    private int firstExact(ChatRequest request, long attempt) {
        int first = Integer.MAX_VALUE;
        for (Target target : exactTargets) {
            int at = heads[slot(target, request.text(target))] - 1;
            while (at >= 0 && at < first) {
                if (rules[at].target() == target && holds(rules[at], request, attempt)) {
                    first = at;
                }
                at = next[at] - 1;
            }
        }
        return first;
    }

    private static boolean holds(Rule rule, ChatRequest request, long attempt) {
        return rule.admits(request.model(), attempt) && rule.match().holds(request.text(rule.target()));
    }
}
