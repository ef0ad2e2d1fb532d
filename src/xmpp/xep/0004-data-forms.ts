// XEP-0004: Data Forms, as far as XEP-0128 puts them into service discovery.
import { type Element, xml } from '@xmpp/xml'
import { children } from '../xml.ts'

export const NS_DATA = 'jabber:x:data'

export interface DataField {
  readonly name: string
  /** `text-single` when absent (§3.3). */
  readonly type: string
  readonly values: readonly string[]
}

export interface DataForm {
  readonly type: string
  readonly fields: readonly DataField[]
}

/** Every `<x/>` form directly inside `parent`; fields without a name are skipped. */
export function decodeDataForms(parent: Element): DataForm[] {
  return children(parent, 'x', NS_DATA).map(form => ({
    type: form.attrs['type'] ?? '',
    fields: children(form, 'field', NS_DATA).flatMap(decodeField),
  }))
}

export function encodeDataForm(form: DataForm): Element {
  const fields = form.fields.map(field =>
    xml(
      'field',
      { var: field.name, type: field.type },
      field.values.map(value => xml('value', {}, value)),
    ),
  )
  return xml('x', { xmlns: NS_DATA, type: form.type }, fields)
}

/** The value of the FORM_TYPE field, which says what kind of form it is (XEP-0068); undefined unless it is hidden. */
export function formTypeOf(form: DataForm): string | undefined {
  const field = form.fields.find(({ name }) => name === 'FORM_TYPE')
  return field?.type === 'hidden' ? field.values[0] : undefined
}

function decodeField(field: Element): DataField[] {
  const name = field.attrs['var']
  if (!name) return []
  const values = children(field, 'value', NS_DATA).map(value => value.text())
  return [{ name, type: field.attrs['type'] ?? 'text-single', values }]
}
