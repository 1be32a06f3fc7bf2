import type { Locator, Page } from '@playwright/test';
import { expect } from './test';

/** How a person uses a page: by mouse, or by keyboard alone. */
export interface Hands {
  press(control: Locator): Promise<void>;
  fill(field: Locator, text: string): Promise<void>;
  choose(field: Locator, option: string): Promise<void>;
  /** Of a field for date and time, in the morning: 2026-03-01T09:00. */
  fillTime(field: Locator, time: string): Promise<void>;
}

export class Mouse implements Hands {
  press(control: Locator): Promise<void> {
    return control.click();
  }

  fill(field: Locator, text: string): Promise<void> {
    return field.fill(text);
  }

  async choose(field: Locator, option: string): Promise<void> {
    await field.selectOption(option);
  }

  fillTime(field: Locator, time: string): Promise<void> {
    return field.fill(time);
  }
}

/** Nothing but keys: what cannot be reached with Tab cannot be used. */
export class Keyboard implements Hands {
  constructor(private readonly page: Page) {}

  async press(control: Locator): Promise<void> {
    await this.reach(control);
    await this.page.keyboard.press('Enter');
  }

  async fill(field: Locator, text: string): Promise<void> {
    await this.reach(field);
    await this.page.keyboard.press('ControlOrMeta+a');
    await this.page.keyboard.type(text);
  }

  async choose(field: Locator, option: string): Promise<void> {
    await this.reach(field);
    await this.page.keyboard.type(option);
    await expect(field.locator('option:checked')).toHaveText(option);
  }

  async fillTime(field: Locator, time: string): Promise<void> {
    const [, year, month, day, hour, minute] = /^(\d+)-(\d+)-(\d+)T(\d+):(\d+)$/.exec(time)!;
    await this.reach(field);
    // The machine's language says which comes first; the year takes up to six digits, and the letter is for clocks of twelve hours.
    for (const date of [`${month}${day}`, `${day}${month}`]) {
      await this.page.keyboard.type(`${date}${year}`);
      await this.page.keyboard.press('ArrowRight');
      await this.page.keyboard.type(`${hour}${minute}a`);
      if ((await field.inputValue()) === time) {
        return;
      }
      for (const _ of 'dmyhma') {
        await this.page.keyboard.press('ArrowLeft');
      }
    }
    await expect(field).toHaveValue(time);
  }

  /** Goes on with Tab until the control has the focus, which is seen. */
  private async reach(control: Locator): Promise<void> {
    const most = 150;
    await expect(control).toBeVisible();
    for (let presses = 0; presses < most; presses++) {
      if (await control.evaluate((element) => element === document.activeElement)) {
        expect(await control.evaluate(isOutlined), 'the focus is seen').toBe(true);
        return;
      }
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`${control} is not reached with the Tab key.`);
  }
}

function isOutlined(element: Element): boolean {
  return [element, element.closest('label')].some((one) => one !== null && getComputedStyle(one).outlineStyle !== 'none');
}
