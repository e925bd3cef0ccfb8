import type { PgError } from '../pg-error.js';

/** Names of errors in EXCEPTION and RAISE, and their codes; one that ends in 000 stands for its whole class. */
const codesByName: ReadonlyMap<string, string> = new Map(
  `raise_exception P0001|no_data_found P0002|too_many_rows P0003|assert_failure P0004|plpgsql_error P0000
unique_violation 23505|foreign_key_violation 23503|not_null_violation 23502|check_violation 23514|exclusion_violation 23P01|restrict_violation 23001
integrity_constraint_violation 23000|division_by_zero 22012|numeric_value_out_of_range 22003|string_data_right_truncation 22001
invalid_text_representation 22P02|invalid_parameter_value 22023|datetime_field_overflow 22008|invalid_datetime_format 22007
null_value_not_allowed 22004|data_exception 22000|array_subscript_error 2202E|invalid_regular_expression 2201B|case_not_found 20000
undefined_table 42P01|undefined_column 42703|undefined_function 42883|undefined_object 42704|undefined_parameter 42P02|duplicate_table 42P07
duplicate_object 42710|duplicate_column 42701|duplicate_schema 42P06|duplicate_function 42723|duplicate_database 42P04|ambiguous_column 42702
datatype_mismatch 42804|syntax_error 42601|insufficient_privilege 42501|syntax_error_or_access_rule_violation 42000|grouping_error 42803
wrong_object_type 42809|feature_not_supported 0A000|cardinality_violation 21000|serialization_failure 40001|deadlock_detected 40P01
lock_not_available 55P03|object_in_use 55006|object_not_in_prerequisite_state 55000|query_canceled 57014|invalid_transaction_state 25000
read_only_sql_transaction 25006|dependent_objects_still_exist 2BP01|invalid_schema_name 3F000|internal_error XX000|statement_too_complex 54001`
    .split(/[\n|]/)
    .map(pair => {
      const [name = '', code = ''] = pair.split(' ');
      return [name, code];
    }),
);

/** The code that a name means; a code means itself; undefined for neither. */
export function codeOf(condition: string): string | undefined {
  return codesByName.get(condition.toLowerCase()) ?? (/^[0-9A-Z]{5}$/.test(condition) ? condition : undefined);
}

/** Whether an error is one of those that a handler is for. */
export function isHandledBy({ code }: PgError, conditions: readonly string[]): boolean {
  return conditions.some(condition => {
    if (condition === 'others') return code !== '57014' && code !== 'P0004' && !code.startsWith('57P');
    const wanted = codeOf(condition);
    return wanted !== undefined && (wanted === code || (wanted.endsWith('000') && code.startsWith(wanted.slice(0, 2))));
  });
}
