import { wecomBot, haveConversations } from "../../support/channels";

haveConversations(wecomBot, { turn: 1 });
