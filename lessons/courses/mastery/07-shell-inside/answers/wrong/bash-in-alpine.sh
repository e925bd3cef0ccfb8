# title: there is no bash in nginx:alpine
# from: cafe
# fails: cafe-menu
# says: answers with status 404
docker run -d --name cafe -p 8081:80 nginx:alpine
docker exec cafe bash -c 'echo soup > /usr/share/nginx/html/menu.html'
docker run -dit --name desk ubuntu
docker exec desk sh -c 'echo buy leeks > /root/todo'
docker stop desk
