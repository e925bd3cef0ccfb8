// Each of these files adds its functions to the registry when it is imported.
import './operators.js';
import './math.js';
import './patterns.js';
import './strings.js';
import './dates.js';
import './format-date.js';
import './format-number.js';
import './parse-date.js';
import './json.js';
import './arrays.js';
import './aggregates.js';
import './system.js';
import './routines.js';
import '../catalog/pg-catalog.js';
