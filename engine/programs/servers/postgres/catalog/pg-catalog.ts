// Each of these adds its tables to those that a query finds (system-tables.ts).
import './relation-tables.js';
import './column-tables.js';
import './constraint-tables.js';
import './description-tables.js';
import './dependency-tables.js';
import './type-tables.js';
import './cluster-tables.js';
import './empty-tables.js';
import './routine-tables.js';
import './readable-views.js';
import './activity-views.js';
import './information-schema.js';
import './information-routines.js';
