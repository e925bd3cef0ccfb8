# title: exec does not work in a container that has ended
# from: cafe
# fails: desk-todo
# says: buy leeks
docker run -d --name cafe -p 8081:80 nginx:alpine
docker exec cafe sh -c 'echo soup > /usr/share/nginx/html/menu.html'
docker run -dit --name desk ubuntu
docker stop desk
docker exec desk sh -c 'echo buy leeks > /root/todo'
