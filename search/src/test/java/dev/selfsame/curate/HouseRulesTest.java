package dev.selfsame.curate;

import dev.selfsame.testing.HouseRules;

class HouseRulesTest extends HouseRules {}
