# title: the file says something else
# from: cafe
# fails: desk-todo
# says: buy leeks
docker run -d --name cafe -p 8081:80 nginx:alpine
docker exec cafe sh -c 'echo soup > /usr/share/nginx/html/menu.html'
docker run -dit --name desk ubuntu
docker exec desk sh -c 'echo buy leaks > /root/todo'
docker stop desk
