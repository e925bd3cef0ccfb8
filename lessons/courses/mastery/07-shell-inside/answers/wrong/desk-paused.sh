# title: paused is not stopped
# from: cafe
# fails: desk-stopped
# says: it is paused
docker run -d --name cafe -p 8081:80 nginx:alpine
docker exec cafe sh -c 'echo soup > /usr/share/nginx/html/menu.html'
docker run -dit --name desk ubuntu
docker exec desk sh -c 'echo buy leeks > /root/todo'
docker pause desk
