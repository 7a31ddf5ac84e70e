#include "input/top.h"

#include "input/scenario.h"

/* clang-format off */
const rk_key rk_top_keys[RK_N_TOP_KEYS] = {
    [RK_TOP_RENKEI] = {"renkei", RK_KEY_COUNT, RK_UNIT_NUMBER, 1, 1, NULL, NULL, "", "", "version of the file format, 1"},
    [RK_TOP_BASE] = {"base", RK_KEY_TEXT, RK_UNIT_NUMBER, 0, 0, "", NULL, "", "", "scenario that this file builds on: it holds only what differs"},
    [RK_TOP_TITLE] = {"title", RK_KEY_TEXT, RK_UNIT_NUMBER, 0, 0, "", NULL, "", "", "title; the file's name when there is none"},
    [RK_TOP_TITLE_EN] = {"title_en", RK_KEY_TEXT, RK_UNIT_NUMBER, 0, 0, "", NULL, "", "", "title in English; the title when there is none"},
    [RK_TOP_PREFECTURE] = {"prefecture", RK_KEY_TEXT, RK_UNIT_NUMBER, 0, 0, NULL, NULL, "", "", "code or name of a prefecture, a list of them, or all"},
    [RK_TOP_MUNICIPALITIES] = {"municipalities", RK_KEY_TEXT, RK_UNIT_NUMBER, 0, 0, "all", NULL, "", "", "codes or names, to look at some municipalities only"},
    [RK_TOP_START] = {"start", RK_KEY_DATE, RK_UNIT_NUMBER, 0, 0, "2026-04", NULL, "month", "", "first month, an April"},
    [RK_TOP_YEARS] = {"years", RK_KEY_COUNT, RK_UNIT_NUMBER, 1, 30, "10", NULL, "", "", "fiscal years simulated"},
    [RK_TOP_REPLICATIONS] = {"replications", RK_KEY_COUNT, RK_UNIT_NUMBER, 1, 1e8, "1000", NULL, "", "", "how many times the years are lived through"},
    [RK_TOP_INNER] = {"inner", RK_KEY_COUNT, RK_UNIT_NUMBER, RK_INNER_MIN, RK_INNER_MAX, "16", NULL, "", "", "replications that share one draw of the assumptions, a multiple of 16"},
    [RK_TOP_SEED] = {"seed", RK_KEY_COUNT, RK_UNIT_NUMBER, 0, 9223372036854775807.0, "1", NULL, "", "", "start of the random numbers; the same seed gives the same results"},
    [RK_TOP_BASELINE] = {"baseline", RK_KEY_TEXT, RK_UNIT_NUMBER, 0, 0, "the first model", NULL, "", "", "key of the model the others are compared with"},
    [RK_TOP_CONTRACT] = {"establishment_contract", RK_KEY_CHOICE, RK_UNIT_NUMBER, 0, 0, "regular", RK_CONTRACT_CHOICES, "", "", "contract of the municipalities' own posts"},
    [RK_TOP_DATA] = {"data", RK_KEY_TEXT, RK_UNIT_NUMBER, 0, 0, "", NULL, "", "", "files with the planner's own figures"},
    [RK_TOP_PROCESSES] = {"processes", RK_KEY_TEXT, RK_UNIT_NUMBER, 0, 0, "", NULL, "", "", "processes to switch off"},
    [RK_TOP_PARAMETERS] = {"parameters", RK_KEY_TEXT, RK_UNIT_NUMBER, 0, 0, "", NULL, "", "", "parameters other than by default"},
    [RK_TOP_CORRELATIONS] = {"correlations", RK_KEY_TEXT, RK_UNIT_NUMBER, 0, 0, "", NULL, "", "", "assumptions that are high or low together"},
    [RK_TOP_POSTERIOR] = {"posterior", RK_KEY_TEXT, RK_UNIT_NUMBER, 0, 0, "", NULL, "", "", "CSV file with joint draws of parameters, of `renkei calibrate`, instead of their priors"},
    [RK_TOP_FUNDING] = {"funding", RK_KEY_TEXT, RK_UNIT_NUMBER, 0, 0, "", NULL, "", "", "funding rules other than by default, or none"},
    [RK_TOP_SWEEP] = {"sweep", RK_KEY_TEXT, RK_UNIT_NUMBER, 0, 0, "", NULL, "", "", "points at which `renkei sweep` runs the scenario"},
    [RK_TOP_COALITIONS] = {"coalitions", RK_KEY_TEXT, RK_UNIT_NUMBER, 0, 0, "", NULL, "", "", "whose coalitions are run instead of the models, for `renkei stability`"},
    [RK_TOP_MODELS] = {"models", RK_KEY_TEXT, RK_UNIT_NUMBER, 0, 0, NULL, NULL, "", "", "models by their keys"},
};
/* clang-format on */
