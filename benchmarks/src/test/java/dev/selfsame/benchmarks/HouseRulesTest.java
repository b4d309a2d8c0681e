package dev.selfsame.benchmarks;

import dev.selfsame.testing.HouseRules;

class HouseRulesTest extends HouseRules {}
