/** The fields of a form that tell what was spoken of, and not with whom. */
export const FIELDS_OF_MATTER =
  "内容|沟通内容|拜访内容|跟进内容|洽谈内容|情况|现状|客户情况|沟通情况|需求|客户需求|产品|意向产品|项目|项目名称|" +
  "事项|事由|主题|议题|目的|拜访目的|问题|诉求|反馈|客户反馈|要求|报价|预算|金额|阶段|进展|进度|结果|拜访结果|成果|" +
  "结论|纪要|竞品|竞争对手|对手|备注|说明|下一步|下步|下一步计划|下次|后续|后续计划|后续安排|计划|行动|待办|时间|" +
  "日期|地点|方式|拜访方式|跟进方式|沟通方式";
/** The field that names the customer of a form. */
export const FIELDS_OF_CUSTOMER =
  "客户|客户名称?|公司|公司名称?|单位|单位名称|企业|企业名称|甲方|拜访对象|拜访客户|对象";
/** The fields that tell who is to be reached, and how. */
export const FIELDS_OF_CONTACT =
  "联系人|对接人|负责人|经办人|姓名|称呼|电话|手机|手机号|联系电话|联系方式|微信|微信号|邮箱|职务|职位|地址";
