import { wecomBot, haveConversations } from "../../support/channels";

haveConversations(wecomBot, 1);
