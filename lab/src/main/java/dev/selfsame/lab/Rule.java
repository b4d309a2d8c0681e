package dev.selfsame.lab;

import java.util.function.Function;

/**
 * What makes a judgement of numbers.
 *
 * @param words the rule as a person reads it, one sentence
 * @param judge the same as a function
 */
public record Rule(String words, Function<Numbers, Judgement> judge) {}
