import tseslint from 'typescript-eslint';

/** Nothing in the simulated host may depend on the real clock, real randomness or the real machine's language. */
const outsideWorld = [
  { selector: "MemberExpression[object.name='Date'][property.name='now']", message: 'Time comes from the Clock.' },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Time comes from the Clock.' },
  { selector: "MemberExpression[object.name='Math'][property.name='random']", message: 'Randomness comes from Random.' },
  { selector: "Identifier[name='Intl']", message: 'Formatting must not depend on the machine.' },
  {
    selector: 'MemberExpression[property.name=/^(localeCompare|toLocale.*)$/]',
    message: 'Order and format must not depend on the machine.',
  },
  {
    selector: "CallExpression[callee.object.name='Math'] > SpreadElement",
    message: 'A learner may make more numbers than a call takes arguments: use largestOf or smallestOf.',
  },
  { selector: "CallExpression[callee.name='eval']", message: 'Nothing is evaluated.' },
  { selector: "NewExpression[callee.name='Function']", message: 'Nothing is evaluated.' },
];

/** What is made anew with each host must not keep the hosts before it. */
const functionAtOnce = {
  selector: 'AssignmentExpression[left.type="MemberExpression"][right.type=/^(Arrow)?FunctionExpression$/]',
  message:
    'V8 makes a function that is assigned to a property at once an old object: the whole host that it knows lives until the next full collection. Hand it over as an argument, or assign an object with a method.',
};

export default tseslint.config(
  { ignores: ['build/', 'dist/', 'coverage/', 'node_modules/', 'engine/image/catalogue/lock.ts'] },
  ...tseslint.configs.strictTypeChecked.map(config => ({ ...config, files: ['**/*.ts'] })),
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true }],
      // Code points are what we mean: Drydock measures and cuts text by them.
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
      '@typescript-eslint/only-throw-error': 'error',
      // `const { secret: _, ...rest } = record` is how a field is left out.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      'require-yield': 'off',
      'no-control-regex': 'off',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true, IIFEs: true }],
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true } }],
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
    },
  },
  { files: ['engine/**/*.ts', 'grader/**/*.ts'], rules: { 'no-restricted-syntax': ['error', ...outsideWorld] } },
  {
    files: ['engine/{api,core,daemon,docker,fs,host,net,process,shell}/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...outsideWorld, functionAtOnce] },
  },
  {
    files: ['test/**/*.ts'],
    rules: { 'max-lines': 'off', 'max-lines-per-function': 'off', '@typescript-eslint/no-floating-promises': 'off' },
  },
);
