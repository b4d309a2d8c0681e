package dev.selfsame.testing;

class HouseRulesTest extends HouseRules {}
