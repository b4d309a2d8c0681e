package dev.selfsame.report;

import dev.selfsame.testing.HouseRules;

class HouseRulesTest extends HouseRules {}
