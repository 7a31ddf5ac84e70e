/* Keys of the instruments: complete, in the order of the settings, and choices in the order that the code counts. */
#include "instruments/champions.h"
#include "instruments/leadership.h"
#include "instruments/training.h"
#include "pool.h"

static const rk_key *key_of(size_t instrument, size_t key)
{
    return &rk_instrument_schemas[instrument]->keys[key];
}

static void every_schema_is_complete(void **unused)
{
    (void)unused;
    assert_int_equal(rk_experts_schema.n_keys, RK_EXPERTS_N_KEYS);
    assert_int_equal(rk_posts_schema.n_keys, RK_POSTS_N_KEYS);
    assert_int_equal(rk_training_schema.n_keys, RK_TRAINING_N_KEYS);
    assert_int_equal(rk_champions_schema.n_keys, RK_CHAMPIONS_N_KEYS);
    assert_int_equal(rk_leadership_schema.n_keys, RK_LEADERSHIP_N_KEYS);
    for (size_t i = 0; i < RK_N_INSTRUMENTS; i++) {
        const rk_instrument_schema *schema = rk_instrument_schemas[i];
        assert_true(schema->n_keys >= RK_N_COMMON_KEYS && schema->n_keys <= RK_INSTRUMENT_KEYS_MAX);
        assert_string_equal(key_of(i, RK_COMMON_OPENS)->name, "opens");
        assert_string_equal(key_of(i, RK_COMMON_SHARES)->name, "shares");
        assert_true(strlen(schema->name) > 0 && strlen(schema->title) > 0 && strlen(schema->title_ja) > 0);
        for (size_t k = 0; k < schema->n_keys; k++) {
            const rk_key *key = key_of(i, k);
            assert_non_null(key->name);
            if (schema->keys_ja == NULL || schema->keys_ja[k] == NULL) {
                fail_msg("%s.%s has no Japanese name", schema->name, key->name);
            }
            assert_true(strlen(key->help) > 5 && key->help[strlen(key->help) - 1] != '.');
            assert_true(key->kind != RK_KEY_NUMBER || key->min < key->max);
            for (size_t j = 0; j < k; j++) {
                assert_string_not_equal(key->name, key_of(i, j)->name);
                assert_string_not_equal(schema->keys_ja[k], schema->keys_ja[j]);
            }
        }
    }
}

/* A wrong index would refuse the wrong key. */
static void keys_of_limited_use_name_a_choice_and_some_of_its_values(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < RK_N_INSTRUMENTS; i++) {
        const rk_instrument_schema *schema = rk_instrument_schemas[i];
        for (size_t u = 0; u < schema->n_uses; u++) {
            const rk_key_use *use = &schema->uses[u];
            assert_true(use->key >= RK_N_COMMON_KEYS && use->key < schema->n_keys && use->key != use->other);
            assert_int_equal(key_of(i, use->other)->kind, RK_KEY_CHOICE);
            unsigned n_values = 1;
            for (const char *at = key_of(i, use->other)->choices; *at != '\0'; at++) {
                n_values += *at == '|';
            }
            assert_true(use->values != 0 && use->values >> n_values == 0);
        }
    }
}

static void instruments_are_called_by_their_names(void **unused)
{
    (void)unused;
    assert_string_equal(rk_instrument_schemas[RK_INSTRUMENT_experts]->name, "experts");
    assert_string_equal(rk_instrument_schemas[RK_INSTRUMENT_posts]->name, "posts");
    rk_hooks hooks[RK_N_INSTRUMENTS];
    rk_instrument_hooks(hooks);
    assert_true(hooks[RK_INSTRUMENT_experts].support != NULL && hooks[RK_INSTRUMENT_posts].support == NULL);
}

static void choices_are_counted_as_they_are_written(void **unused)
{
    (void)unused;
    assert_string_equal(rk_experts_schema.keys[RK_EXPERTS_ASSIGNMENT].choices,
                        "on_request|equal_visits|fixed|by_need|survey|priority|neighbours_first");
    assert_int_equal(RK_ASSIGN_ON_REQUEST, 0);
    assert_int_equal(RK_ASSIGN_FIXED, 2);
    assert_int_equal(RK_ASSIGN_NEIGHBOURS_FIRST, 6);
    assert_string_equal(rk_experts_schema.keys[RK_EXPERTS_QUEUE].choices, "wait|refuse");
    assert_int_equal(RK_QUEUE_REFUSE, 1);
    assert_string_equal(rk_experts_schema.keys[RK_EXPERTS_PRIORITY].choices, "need|arrival");
    assert_int_equal(RK_PRIORITY_ARRIVAL, 1);
    assert_string_equal(rk_experts_schema.keys[RK_EXPERTS_SPLIT].choices, "equal|population|use");
    assert_int_equal(RK_SPLIT_USE, 2);
    assert_string_equal(rk_leadership_schema.keys[RK_LEADERSHIP_KIND].choices,
                        "mayor|governor|external_cdo|headquarters");
    assert_int_equal(RK_LEAD_HEADQUARTERS, 3);
    assert_string_equal(rk_champions_schema.keys[RK_CHAMPIONS_KIND].choices, "leaders|volunteers|working_group");
    assert_int_equal(RK_CHAMPIONS_WORKING_GROUP, 2);
    assert_string_equal(rk_training_schema.keys[RK_TRAINING_WHO].choices, "dx_staff|sections|leaders");
    assert_int_equal(RK_TRAIN_LEADERS, 2);
    static const char *const contracts[RK_N_CONTRACTS] = {
#define X(id, name) name,
        RK_CONTRACT_LIST(X)
#undef X
    };
    char joined[256] = "";
    for (int i = 0; i < RK_N_CONTRACTS; i++) {
        strcat(joined, i == 0 ? "" : "|");
        strcat(joined, contracts[i]);
    }
    assert_string_equal(joined, rk_experts_schema.keys[RK_EXPERTS_CONTRACT].choices);
    assert_string_equal(joined, rk_posts_schema.keys[RK_POSTS_CONTRACT].choices);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_schema_is_complete),
        cmocka_unit_test(keys_of_limited_use_name_a_choice_and_some_of_its_values),
        cmocka_unit_test(instruments_are_called_by_their_names),
        cmocka_unit_test(choices_are_counted_as_they_are_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
