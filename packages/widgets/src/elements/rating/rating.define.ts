import { define } from '../define.ts';
import { TaiwaRating } from './rating.ts';

define('taiwa-rating', TaiwaRating);

export { TaiwaRating };
