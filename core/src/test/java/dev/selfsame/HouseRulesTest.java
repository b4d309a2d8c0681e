package dev.selfsame;

import dev.selfsame.testing.HouseRules;

class HouseRulesTest extends HouseRules {}
