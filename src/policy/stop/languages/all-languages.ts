import type { StopLanguage } from '../stop-language.js';
import { asian } from './asian.js';
import { baltic } from './baltic.js';
import { centralEuropean } from './central-european.js';
import { chinese } from './chinese.js';
import { dutch } from './dutch.js';
import { english } from './english.js';
import { french } from './french.js';
import { german } from './german.js';
import { iberian } from './iberian.js';
import { italian } from './italian.js';
import { japanese } from './japanese.js';
import { korean } from './korean.js';
import { mediterranean } from './mediterranean.js';
import { nordic } from './nordic.js';
import { slavic } from './slavic.js';
import { thai } from './thai.js';

/** Languages whose words stand apart. */
export const spacedLanguages: readonly StopLanguage[] = [english, german, french, ...iberian, italian, dutch, nordic, baltic, ...centralEuropean, ...slavic, ...mediterranean, ...asian];

/** Languages written without blanks, or with them as one likes: read with all blanks taken out. */
export const unspacedLanguages: readonly StopLanguage[] = [japanese, chinese, korean, thai];
