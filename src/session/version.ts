/** As in package.json, which the program itself does not read; a test compares them. */
export const VERSION = '0.1.0'
