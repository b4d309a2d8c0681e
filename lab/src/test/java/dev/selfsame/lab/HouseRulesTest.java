package dev.selfsame.lab;

import dev.selfsame.testing.HouseRules;

class HouseRulesTest extends HouseRules {}
