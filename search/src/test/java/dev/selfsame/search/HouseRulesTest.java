package dev.selfsame.search;

import dev.selfsame.testing.HouseRules;

class HouseRulesTest extends HouseRules {}
