// @ts-check
// What was typed with the wrong keyboard layout: the letters of another layout at the same keys.

const LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
/** The layouts that are usual for Russian, Arabic and French, key by key as above. */
const LAYOUTS = [
  "йцукенгшщзхъфывапролджэячсмитьбюё",
  "ضصثقفغعهخحجدشسيبلاتنمكطئءؤرﻻىةوزذ",
  "azertyuiop^$qsdfghjklmùwxcvbn;:²",
];

/**
 * The texts that the same keys give with another layout, where they differ.
 *
 * @param {string} text
 */
export function otherLayouts(text) {
  const typed = text.toLowerCase();
  return LAYOUTS.flatMap((layout) => [moved(typed, LATIN, layout), moved(typed, layout, LATIN)]).filter(
    (other) => other !== typed,
  );
}

/**
 * @param {string} text
 * @param {string} from
 * @param {string} to
 */
function moved(text, from, to) {
  const letters = [...to];
  const keys = [...from];
  return [...text].map((letter) => letters[keys.indexOf(letter)] ?? letter).join("");
}
