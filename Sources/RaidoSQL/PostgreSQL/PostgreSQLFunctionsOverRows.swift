/// Aggregate functions (PostgreSQL manual, 9.21).
let postgresqlAggregates: Set<String> = [
    "any_value", "array_agg", "avg", "bit_and", "bit_or", "bit_xor", "bool_and", "bool_or", "corr", "count",
    "covar_pop", "covar_samp", "every", "json_agg", "json_agg_strict", "json_arrayagg", "json_object_agg",
    "json_objectagg", "jsonb_agg", "jsonb_agg_strict", "jsonb_object_agg", "max", "min", "mode", "percentile_cont",
    "percentile_disc", "range_agg", "range_intersect_agg", "regr_avgx", "regr_avgy", "regr_count", "regr_intercept",
    "regr_r2", "regr_slope", "regr_sxx", "regr_sxy", "regr_syy", "stddev", "stddev_pop", "stddev_samp", "string_agg",
    "sum", "var_pop", "var_samp", "variance", "xmlagg",
]

/// Functions that give several rows (PostgreSQL manual, 9.26 and the sections of their types).
let postgresqlSetReturning: Set<String> = [
    "generate_series", "generate_subscripts", "json_array_elements", "json_array_elements_text", "json_each",
    "json_each_text", "json_object_keys", "json_populate_recordset", "json_to_recordset", "jsonb_array_elements",
    "jsonb_array_elements_text", "jsonb_each", "jsonb_each_text", "jsonb_object_keys", "jsonb_path_query",
    "jsonb_populate_recordset", "jsonb_to_recordset", "regexp_matches", "regexp_split_to_table", "string_to_table",
    "ts_stat", "unnest",
]
