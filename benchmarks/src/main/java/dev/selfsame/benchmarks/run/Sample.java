package dev.selfsame.benchmarks.run;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What one process came to.
 *
 * @param value images or queries a second, or seconds, as its case has it
 * @param wall seconds from its start to its end
 * @param peakMib the most memory seen, proportional set size summed over its processes, in MiB; 0 where nobody looked
 * @param told the line of JSON that it printed
 */
record Sample(double value, double wall, double peakMib, JsonNode told) {}
