package dev.selfsame.examples;

import dev.selfsame.testing.HouseRules;

class HouseRulesTest extends HouseRules {}
