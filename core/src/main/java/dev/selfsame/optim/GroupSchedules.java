package dev.selfsame.optim;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Learning rates and weight decays that change over a run, group by group: DINO's weight decay, which rises from 0.04 to
 * 0.4 on a cosine (Caron et al. 2021, arXiv:2104.14294, section 3.2), or a last layer that learns nothing at first. What
 * has no schedule of its own follows the common learning rate, times the group's scale, and keeps the group's weight
 * decay.
 *
 * <pre>{@code
 * GroupSchedules schedules = GroupSchedules.of(groups, Schedule.warmupCosine(5e-4, 1e-6, 10))
 *         .withWeightDecay("weights", Schedule.cosine(0.04, 0.4));
 * optimizer.step(schedules.at(progress));
 * }</pre>
 *
 * @param groups whose names may be used
 * @param learningRate the common one
 * @param learningRates of groups by name, in place of the common one; the group's scale still multiplies them
 * @param weightDecays of groups by name, in place of the group's own
 */
public record GroupSchedules(
        List<ParameterGroup> groups,
        Schedule learningRate,
        Map<String, Schedule> learningRates,
        Map<String, Schedule> weightDecays) {
    /**
     * Checks the names.
     *
     * @throws IllegalArgumentException if a schedule is for a group that there is none of
     */
    public GroupSchedules {
        groups = List.copyOf(groups);
        learningRates = Map.copyOf(learningRates);
        weightDecays = Map.copyOf(weightDecays);
        List<String> names = groups.stream().map(ParameterGroup::name).toList();
        learningRates.keySet().forEach(name -> require(names, name));
        weightDecays.keySet().forEach(name -> require(names, name));
    }

    /** The common learning rate for all groups. */
    public static GroupSchedules of(List<ParameterGroup> groups, Schedule learningRate) {
        return new GroupSchedules(groups, learningRate, Map.of(), Map.of());
    }

    /** With a learning rate for a group alone, which the group's scale multiplies. */
    public GroupSchedules withLearningRate(String group, Schedule schedule) {
        return new GroupSchedules(groups, learningRate, with(learningRates, group, schedule), weightDecays);
    }

    /** With a weight decay for a group alone. */
    public GroupSchedules withWeightDecay(String group, Schedule schedule) {
        return new GroupSchedules(groups, learningRate, learningRates, with(weightDecays, group, schedule));
    }

    /** What a step at this moment takes. */
    public GroupRates at(Progress progress) {
        return new GroupRates() {
            @Override
            public double learningRate(ParameterGroup group) {
                Schedule own = learningRates.getOrDefault(group.name(), learningRate);
                return own.at(progress) * group.learningRateScale();
            }

            @Override
            public double weightDecay(ParameterGroup group) {
                Schedule own = weightDecays.get(group.name());
                return own == null ? group.weightDecay() : own.at(progress);
            }
        };
    }

    private static Map<String, Schedule> with(Map<String, Schedule> schedules, String group, Schedule schedule) {
        Map<String, Schedule> more = new LinkedHashMap<>(schedules);
        more.put(group, schedule);
        return more;
    }

    private static void require(List<String> names, String name) {
        if (!names.contains(name)) {
            throw new IllegalArgumentException(
                    "no parameter group " + name + "; there are " + String.join(", ", names));
        }
    }
}
