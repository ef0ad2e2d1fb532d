export const connection = {}
