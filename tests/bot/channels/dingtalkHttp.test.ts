import { dingtalkHttp, haveConversations } from "../../support/channels";

haveConversations(dingtalkHttp, { only: /^(groups|openQuestions)\./ });
