export const common = {
  product: 'Whereabouts',
  cancel: 'Cancel',
  save: 'Save',
}
