# title: desk removes itself when it ends
# from: cafe
# fails: desk-stopped
# says: it is running
docker run -d --name cafe -p 8081:80 nginx:alpine
docker exec cafe sh -c 'echo soup > /usr/share/nginx/html/menu.html'
docker run --rm -dit --name desk ubuntu
docker exec desk sh -c 'echo buy leeks > /root/todo'
docker stop desk
