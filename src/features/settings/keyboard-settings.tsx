import { settingsWords } from '../../i18n/settings-words.ts'

const text = settingsWords.keyboard
const { rows } = text

const sections = [
  {
    heading: text.anywhere,
    shortcuts: [
      [rows.search, '/'],
      [rows.previous, 'Alt ↑'],
      [rows.next, 'Alt ↓'],
      [rows.nextUnread, 'Alt Shift ↓'],
      [rows.region, 'F6'],
      [rows.details, 'Ctrl .'],
      [rows.settings, 'Ctrl ,'],
      [rows.escape, 'Esc'],
    ],
  },
  {
    heading: text.lists,
    shortcuts: [
      [rows.move, '↑ ↓'],
      [rows.fold, '← →'],
      [rows.open, 'Enter'],
      [rows.contactDetails, 'Alt Enter'],
      [rows.menu, 'Shift F10'],
    ],
  },
  {
    heading: text.writing,
    shortcuts: [
      [rows.send, 'Enter'],
      [rows.newLine, 'Shift Enter'],
      [rows.messages, '↑ ↓'],
      [rows.back, 'Esc'],
    ],
  },
] as const

export function KeyboardSettings() {
  return sections.map(({ heading, shortcuts }) => (
    <section className="fs" key={heading}>
      <h4>{heading}</h4>
      <dl className="list">
        {shortcuts.map(([what, keys]) => (
          <div key={what} className="it flex justify-between gap-4 py-[7px]!">
            <dt>{what}</dt>
            <dd className="flex gap-1" dir="ltr">
              {keys.split(' ').map(key => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  ))
}
